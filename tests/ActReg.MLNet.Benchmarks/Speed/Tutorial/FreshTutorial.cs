using System.Runtime;

namespace ActReg.MLNet.Benchmarks.Speed.Tutorial;

/// <summary>The first thing that a process does.</summary>
internal static class FreshTutorial
{
    public const string Name = "tutorial";
    public const string CompilingName = "tutorial-compiling";

    /// <summary>The seconds of the first <c>Fit</c>.</summary>
    public static double Seconds() => new TutorialTraining().Seconds(validates: false);

    /// <summary>The seconds of it that the runtime compiles on the thread of <c>Fit</c>, ML.NET's own code included.</summary>
    public static double CompilingSeconds()
    {
        var training = new TutorialTraining();
        var before = JitInfo.GetCompilationTime(currentThread: true);
        training.Seconds(validates: false);
        return (JitInfo.GetCompilationTime(currentThread: true) - before).TotalSeconds;
    }
}
