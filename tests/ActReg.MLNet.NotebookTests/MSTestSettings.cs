// A kernel takes the console, and the machine has the other projects' tests to run as well.
[assembly: DoNotParallelize]
