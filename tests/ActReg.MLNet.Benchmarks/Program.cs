using System.CommandLine;
using ActReg.MLNet.Benchmarks.Accuracy;
using ActReg.MLNet.Benchmarks.Defaults;
using ActReg.MLNet.Benchmarks.Scoring;

var root = new RootCommand("Compares ActReg.MLNet's trainers with their peers, and their defaults with other candidates.")
{
    AccuracyCommand.Create(),
    DefaultsCommand.Create(),
    ScoringCommand.Create(),
};
return root.Parse(args).Invoke();
