// dist/widget.js from src/; `--compare` only says whether it is what src/ gives, `--tests` makes build/*.test.mjs.
import { build } from "esbuild";
import { readFile, readdir } from "node:fs/promises";

const OUT = "dist/widget.js";
const widget = {
  entryPoints: ["src/index.ts"],
  outfile: OUT,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "ascii",
  legalComments: "eof",
};

async function compare() {
  const { outputFiles } = await build({ ...widget, write: false });
  const committed = await readFile(OUT).catch(() => Buffer.alloc(0));
  if (committed.equals(outputFiles[0].contents)) return console.log(`${OUT} is what src/ gives.`);
  console.error(`${OUT} is not what src/ gives: run "npm run build" and commit it.`);
  process.exit(1);
}

async function tests() {
  const names = (await readdir("test")).filter((name) => name.endsWith(".test.ts"));
  await build({
    entryPoints: names.map((name) => `test/${name}`),
    outdir: "build",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
  });
}

if (process.argv.includes("--compare")) await compare();
else if (process.argv.includes("--tests")) await tests();
else await build(widget);
