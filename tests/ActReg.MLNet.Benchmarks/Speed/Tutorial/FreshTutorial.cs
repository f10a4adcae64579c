namespace ActReg.MLNet.Benchmarks.Speed.Tutorial;

/// <summary>The first thing that a process does.</summary>
internal static class FreshTutorial
{
    public const string Name = "tutorial";

    /// <summary>The seconds of the first <c>Fit</c>.</summary>
    public static double Seconds() => new TutorialTraining().Seconds(validates: false);
}
