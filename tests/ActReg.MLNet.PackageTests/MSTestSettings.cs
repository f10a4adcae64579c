// They share a package cache, and the machine with the other projects' tests.
[assembly: DoNotParallelize]
