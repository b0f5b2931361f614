//! The program: hands the arguments to the library and its answer to the shell.

fn main() -> std::process::ExitCode {
    oretrail::cli::run(std::env::args_os())
}
