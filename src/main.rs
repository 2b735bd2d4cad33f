//! The entry of the command line.

fn main() -> std::process::ExitCode {
    dualgauge::cli::main()
}
