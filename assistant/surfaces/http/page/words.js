// The words of assistant/render/words.py; a test holds the two together.
export const OUTCOMES = {
  answered: "Answered from the evidence",
  partial: "Answered in part",
  not_covered: "The evidence does not say",
  out_of_scope: "Not this evidence's topic",
  declined: "Declined",
};
export const KINDS = {
  finding: "",
  limit: "Limit of the evidence",
  conflict: "Sources differ",
  caveat: "Caution",
  note: "",
};
export const FLAGS = {
  "arm-size-not-stated": "the source does not state the size of each arm",
  "bibliography-missing-in-source": "the source numbers its references and prints no list of them",
  "instruction-like": "reads like an instruction to a program: shown as text only",
  "invisible-text": "the source has invisible characters here",
  "list-missing-in-source": "the source announces a list and prints none",
  "percentages-do-not-add-up": "the printed percentages do not add up: quoted as printed, do not calculate from them",
  "pointer-not-supplied": "the source points to pages that are not supplied",
  "possible-printing-error": "possible printing error in the source: quoted as printed, do not calculate from it",
  "possible-unit-error": "possible unit error in the source: quoted as printed, do not use",
  "reference-as-printed": "reference as printed in the source, not checked",
  "undated-source": "the source is undated",
};

export const flagWords = (flag) => FLAGS[flag] ?? flag.replaceAll("-", " ");

export const facts = (source) => [
  source.year === null ? "undated" : String(source.year),
  source.design,
  source.certainty === null ? "certainty not graded" : `certainty: ${source.certainty}`,
].filter(Boolean);

// Invisible, control and direction characters could hide or rewrite what is read.
export const displayable = (text) => text.replace(/(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu, "");
