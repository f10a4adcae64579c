// libtorch has settings of its process.
[assembly: DoNotParallelize]
