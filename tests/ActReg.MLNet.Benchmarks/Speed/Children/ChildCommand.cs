using System.CommandLine;
using System.Globalization;
using ActReg.MLNet.Benchmarks.Speed.Training;
using ActReg.MLNet.Benchmarks.Speed.Tutorial;

namespace ActReg.MLNet.Benchmarks.Speed.Children;

/// <summary><c>child</c>: what <see cref="Child"/> starts.</summary>
internal static class ChildCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name");
        var command = new Command(Child.Command, "Measures one thing in a process of its own.") { name };
        command.Hidden = true;
        command.SetAction(arguments => Console.WriteLine(
            Run(arguments.GetRequiredValue(name)).ToString("R", CultureInfo.InvariantCulture)));
        return command;
    }

    private static double Run(string name) => name switch
    {
        FreshTutorial.Name => FreshTutorial.Seconds(),
        FreshTutorial.CompilingName => FreshTutorial.CompilingSeconds(),
        _ => PeakMemory.Megabytes(name),
    };
}
