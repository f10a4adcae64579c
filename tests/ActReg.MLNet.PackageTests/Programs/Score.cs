using System.Diagnostics;
using Microsoft.ML;

// Scores customers.csv by the model that the first argument names.
var mlContext = new MLContext();
foreach (var score in Customer.Scores(mlContext.Model.Load(args[0], out _), Customer.Load(mlContext)))
    Console.WriteLine(score);
if (Process.GetCurrentProcess().Modules.Cast<ProcessModule>().FirstOrDefault(module => module.ModuleName.Contains("torch", StringComparison.OrdinalIgnoreCase)) is { } loaded)
    throw new InvalidOperationException($"Scoring loads {loaded.FileName}.");
