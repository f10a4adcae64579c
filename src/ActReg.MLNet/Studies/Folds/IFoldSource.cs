namespace ActReg.MLNet;

/// <summary>Makes folds of a study's data.</summary>
internal interface IFoldSource
{
    /// <summary>All rows that can be used, by places.</summary>
    PreparedRows Rows { get; }

    /// <summary>What of the data was left out, in sentences.</summary>
    IReadOnlyList<string> Notes { get; }

    /// <summary>Tells the data, as pre-processing makes it, from others, without the making of all folds; each fold has a checksum of its own.</summary>
    /// <param name="splits">Those that candidates are chosen by.</param>
    string Checksum(IReadOnlyList<StudySplit> splits);

    /// <summary>Makes a fold.</summary>
    /// <exception cref="InvalidOperationException">A row that could be used cannot any more.</exception>
    PreparedFold Prepare(StudySplit split);
}
