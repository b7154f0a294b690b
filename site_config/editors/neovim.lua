-- Completes, explains and checks the front matter of pages and quizzes, and the .yml files. In Neovim:
--   :luafile site_config/editors/neovim.lua
-- then CTRL-X CTRL-O offers keys and values, and K explains. `:make` lists every problem of lint.
-- It takes the server for YAML that `make lint` installs.
local here = vim.fn.fnamemodify(debug.getinfo(1, "S").source:sub(2), ":p:h")
local root = vim.fn.fnamemodify(here, ":h:h")
local bin = root .. "/.venv/bin"
local yaml_server = root .. "/tests/node_modules/.bin/yaml-language-server"
local servers = {
  markdown = { bin .. "/stagecheck", "language-server", "--server", yaml_server },
  yaml = { yaml_server, "--stdio" },
}
local clients = {}

local function attach(buffer)
  local language = vim.bo[buffer].filetype
  local inside = vim.api.nvim_buf_get_name(buffer):sub(1, #root + 1) == root .. "/"
  if not inside or servers[language] == nil then
    return
  end
  clients[language] = clients[language] or vim.lsp.start_client({
    name = "stagecheck-" .. language,
    cmd = servers[language],
    cmd_env = { PATH = bin .. ":" .. vim.env.PATH },
    cmd_cwd = root,
    root_dir = root,
    workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
    settings = { yaml = { schemaStore = { enable = false } } },
  })
  vim.lsp.buf_attach_client(buffer, clients[language])
  vim.bo[buffer].omnifunc = "v:lua.vim.lsp.omnifunc"
  vim.keymap.set("n", "K", vim.lsp.buf.hover, { buffer = buffer })
end

vim.api.nvim_create_autocmd("FileType", {
  pattern = vim.tbl_keys(servers),
  callback = function(event) attach(event.buf) end,
})
for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
  attach(buffer)
end

vim.o.makeprg = bin .. "/stagecheck lint"
vim.o.errorformat = "%f:%l:%c: %m"
