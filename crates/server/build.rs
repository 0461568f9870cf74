//! A release program holds the built page, whose files get new names with every build of it.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // A debug program reads the page from the disk, and need not be built again with it.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=../../dist");
    }
}
