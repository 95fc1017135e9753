//! Where tests find files from elsewhere. They lie beside the project, not in it, and may be
//! absent: a test then says so and checks nothing.

use std::path::{Path, PathBuf};

/// A folder of files from elsewhere, or a printed line when it is not there.
pub fn folder(name: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("TEST_SHARED_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let folder = shared.join("data/third-party").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("{} is absent: nothing is checked", folder.display());
    None
}

/// The files below a folder: their paths below it, sorted, and their bytes.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                found.push((name, std::fs::read(path).unwrap()));
            }
        }
    }
    found.sort();
    found
}
