namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>Shows how far the trainings are.</summary>
internal interface IStudyProgress
{
    /// <param name="settings">How much there is to do.</param>
    /// <param name="study">Takes what it is to tell of progress: the model, and how many more epochs are done.</param>
    Task<CaseStudyResult> ShowAsync(CaseStudySettings settings, Func<Action<StudiedModel, int>, Task<CaseStudyResult>> study);
}
