fn main() -> std::process::ExitCode {
    virkning::cli::main()
}
