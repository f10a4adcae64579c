using System.CommandLine;
using ActReg.MLNet.Benchmarks.Accuracy;

var root = new RootCommand("Compares ActReg.MLNet's trainers with their peers.")
{
    AccuracyCommand.Create(),
};
return root.Parse(args).Invoke();
