package output

// AtStep sets what happens before each change to the file system.
func AtStep(do func()) { step = do }
