using System.CommandLine;
using ActReg.MLNet.Benchmarks.Accuracy;
using ActReg.MLNet.Benchmarks.Defaults;
using ActReg.MLNet.Benchmarks.Scoring;
using ActReg.MLNet.Benchmarks.Speed;
using ActReg.MLNet.Benchmarks.Speed.Children;
using ActReg.MLNet.Benchmarks.Streaming;

var root = new RootCommand("Compares ActReg.MLNet's trainers with their peers, and their defaults with other candidates.")
{
    AccuracyCommand.Create(),
    DefaultsCommand.Create(),
    StreamingCommand.Create(),
    StreamingCommand.CreateRun(),
    SpeedCommand.Create(),
    ChildCommand.Create(),
    ScoringCommand.Create(),
};
return root.Parse(args).Invoke();
