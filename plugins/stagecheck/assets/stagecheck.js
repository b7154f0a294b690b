// @ts-check
/**
 * Brings the quizzes of a page to life. The page's content holds this script beside each quiz; the
 * browser runs it once.
 */
import { mountAll } from "./mounting.js";
import { mount } from "./quiz.js";

mountAll("[data-stagecheck]", import.meta.url, mount);
