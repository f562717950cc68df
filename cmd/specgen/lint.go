package main

// lintCommand shows diagnostics only.
type lintCommand struct{}

// Run prints the diagnostics of all contracts to the standard output.
func (lintCommand) Run(s *session) error {
	_, err := s.contracts(s.stdout)
	return err
}
