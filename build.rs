//! Builds the browser client (`web/`) with Node and lists its files for `src/browser.rs`. Without Node, or
//! without the feature `web`, the list is empty: the API is whole, and there are no pages.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What the client is made of.
const SOURCES: [&str; 9] = [
    "web/index.html",
    "web/package-lock.json",
    "web/package.json",
    "web/public",
    "web/src",
    "web/svelte.config.js",
    "web/tsconfig.json",
    "web/vite.config.ts",
    "messages/web",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut files = Vec::new();
    if env::var_os("CARGO_FEATURE_WEB").is_some() {
        for source in SOURCES {
            println!("cargo:rerun-if-changed={source}");
        }
        if Command::new("npm").arg("--version").output().is_ok() {
            let built = out.join("web");
            build(&built)?;
            list(&built, &built, &mut files)?;
        } else {
            println!("cargo:warning=there is no Node here: this binary has the API and no pages");
        }
    }
    files.sort();
    let entry =
        |(name, path): &(String, PathBuf)| format!("    ({name:?}, include_bytes!({path:?})),\n");
    let entries: String = files.iter().map(entry).collect();
    fs::write(out.join("web.rs"), format!("&[\n{entries}]"))?;
    Ok(())
}

fn build(into: &Path) -> Result<(), Box<dyn Error>> {
    // npm leaves this file as the last thing that it does.
    let installed = modified("web/node_modules/.package-lock.json");
    if installed.is_none() || installed < modified("web/package-lock.json") {
        run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]))?;
    }
    run(Command::new("npm")
        .args([
            "run",
            "--silent",
            "build",
            "--",
            "--emptyOutDir",
            "--logLevel",
            "warn",
        ])
        .arg("--outDir")
        .arg(into))
}

fn modified(path: &str) -> Option<std::time::SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).ok()
}

fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    // What it says goes to the standard error, which cargo shows when the build fails.
    let done = command
        .current_dir("web")
        .stdout(std::io::stderr())
        .status()?;
    match done.success() {
        true => Ok(()),
        false => Err(format!(
            "the browser client could not be built: {command:?} ended with {done}. \
             Build without it with --no-default-features."
        )
        .into()),
    }
}

fn list(
    root: &Path,
    folder: &Path,
    files: &mut Vec<(String, PathBuf)>,
) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(root, &path, files)?;
        } else {
            let name = path
                .strip_prefix(root)?
                .to_string_lossy()
                .replace('\\', "/");
            files.push((format!("/{name}"), path));
        }
    }
    Ok(())
}
