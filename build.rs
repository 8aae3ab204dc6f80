//! The program carries `routines/` inside itself. The compiler notices a changed file there, but not a new one; this does.

fn main() {
    println!("cargo::rerun-if-changed=routines");
}
