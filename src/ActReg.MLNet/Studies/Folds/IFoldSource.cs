namespace ActReg.MLNet;

/// <summary>Makes folds of a study's data.</summary>
internal interface IFoldSource
{
    /// <summary>All rows that can be used, by places.</summary>
    PreparedRows Rows { get; }

    /// <summary>What of the data was left out, in sentences.</summary>
    IReadOnlyList<string> Notes { get; }

    /// <summary>Whether folds are not all made of the same rows in the same way, so that one of them does not tell the data from others.</summary>
    bool DiffersBySplit { get; }

    /// <summary>Makes a fold.</summary>
    /// <exception cref="InvalidOperationException">A row that could be used cannot any more.</exception>
    PreparedFold Prepare(StudySplit split);
}
