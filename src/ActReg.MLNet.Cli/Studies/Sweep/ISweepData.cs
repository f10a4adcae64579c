namespace ActReg.MLNet.Cli.Sweep;

/// <summary>What a sweep is made on.</summary>
internal interface ISweepData
{
    /// <summary>What a page is called.</summary>
    string Title { get; }

    /// <summary>What it is, in a line.</summary>
    string Description { get; }

    /// <summary>The columns that it is told by, in a line.</summary>
    string Columns { get; }

    /// <summary>The network, in a line.</summary>
    string Network { get; }

    /// <summary>The rows that folds are made of; <see langword="null"/> where there are no folds.</summary>
    long? FoldedRows { get; }

    /// <summary>How candidates are compared, in a line.</summary>
    string Comparison(SweepSettings settings);

    /// <summary>The command line that trains the candidate that was chosen on all rows; <see langword="null"/> where there is none.</summary>
    IReadOnlyList<string>? TrainArguments(StudyResult result);

    /// <summary>Why there is none, where one would look for it; or <see langword="null"/>.</summary>
    string? TrainProblem(StudyResult result);

    /// <summary>The candidates' names, and all else that can be told before the first training.</summary>
    /// <param name="settings">What is compared.</param>
    /// <param name="onProgress">Called for each trial.</param>
    /// <param name="cancellation">Ends the study.</param>
    SweepStudy Prepare(SweepSettings settings, Action<StudyProgress>? onProgress, CancellationToken cancellation);
}

/// <summary>A study that can be run.</summary>
/// <param name="Study">The study.</param>
/// <param name="Run">Runs it.</param>
internal sealed record SweepStudy(ActivityRegularizationStudy Study, Func<StudyResult> Run);
