import { answer } from "./answer.ts";
import { frame } from "./frame.ts";
import { media } from "./media.ts";
import { side } from "./side.ts";
import { theme } from "./theme.ts";

export const styles = [theme, frame, answer, side, media];
