using System.CommandLine;
using ActReg.MLNet.Benchmarks.Accuracy;
using ActReg.MLNet.Benchmarks.Big;
using ActReg.MLNet.Benchmarks.Defaults;
using ActReg.MLNet.Benchmarks.Robustness;
using ActReg.MLNet.Benchmarks.Scoring;
using ActReg.MLNet.Benchmarks.Series;
using ActReg.MLNet.Benchmarks.Speed;
using ActReg.MLNet.Benchmarks.Speed.Children;
using ActReg.MLNet.Benchmarks.Streaming;
using ActReg.MLNet.Benchmarks.Wide;

var root = new RootCommand("Compares ActReg.MLNet's trainers with their peers, and their defaults with other candidates.")
{
    AccuracyCommand.Create(),
    DefaultsCommand.Create(),
    RobustnessCommand.Create(),
    StreamingCommand.Create(),
    StreamingCommand.CreateRun(),
    SpeedCommand.Create(),
    ChildCommand.Create(),
    ScoringCommand.Create(),
    ExportedCommand.Create(),
    BigCommand.Create(),
    SeriesCommand.Create(),
    WideCommand.Create(),
    WideCommand.CreateRun(),
};
var all = new Command("all", "All about speed: speed, scoring, streaming and wide, one after the other, with their defaults.");
all.SetAction(_ => new[] { "speed", "scoring", "streaming", "wide" }.Max(name => root.Parse(name).Invoke()));
root.Add(all);
return root.Parse(args).Invoke();
