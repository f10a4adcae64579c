using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>Which rows of a training set are set aside to validate on.</summary>
internal abstract record SetAsideRows
{
    /// <summary>What has to be read for it beside features, label and weight.</summary>
    public virtual CursOpt Columns => default;

    /// <summary>Whether the order of the rows says it, so that their view must not shuffle them.</summary>
    public virtual bool IsByOrder => false;

    /// <summary>Begins a pass.</summary>
    /// <returns>Whether the row that the cursor is at is set aside; to be asked once for each row.</returns>
    public abstract Func<bool> Begin(FeatureFloatVectorCursor cursor);

    /// <summary>Parts rows that have been read into memory.</summary>
    /// <param name="set">The rows.</param>
    /// <returns>Which rows are in either part.</returns>
    public abstract (int[] Train, int[] Validation) Split(TrainingSet set);

    /// <summary>The same for rows that are streamed, before the first pass that asks.</summary>
    /// <param name="countRows">Counts them, in a pass of its own.</param>
    public virtual SetAsideRows ForStreaming(Func<long> countRows) => this;

    /// <summary>The same draw with both parts, for rows that are streamed and were all drawn into one; <see langword="null"/> where that cannot be.</summary>
    /// <param name="source">The rows, which are read once more.</param>
    public virtual SetAsideRows? InBothParts(ExampleSource source) => null;

    /// <summary>What is wrong with the two parts; <see langword="null"/> where nothing is.</summary>
    /// <param name="source">The rows, which may be read once more to say it.</param>
    /// <param name="train">The rows to train on.</param>
    /// <param name="setAside">The others.</param>
    public virtual string? Problem(ExampleSource source, long train, long setAside) => train > 0 && setAside > 0
        ? null : $"validationFraction sets {setAside} of the {train + setAside} usable rows of the {source.What} aside; {BothParts}";

    /// <summary>What must be.</summary>
    public const string BothParts = "there must be one to validate on and one to train on.";
}
