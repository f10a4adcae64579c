namespace ActReg.MLNet.Cli.Sequence;

/// <summary>One of the methods that are compared.</summary>
/// <param name="Name">What JSON calls it.</param>
/// <param name="Title">What people read.</param>
/// <param name="Candidates">What it is tried with.</param>
internal sealed record SequenceMethod(
    string Name, string Title, Func<SequenceMethods, IReadOnlyList<Candidate>> Candidates)
{
    public static readonly SequenceMethod Recurrent = new("recurrent", "Recurrent", methods => methods.Recurrent());

    public static IReadOnlyList<SequenceMethod> All { get; } =
    [
        new("constant", "Constant guess", methods => methods.Constant()),
        new("fastTree", "FastTree, one-hot", methods => methods.FastTree()),
        new("denseOneHot", "Dense, one-hot", methods => methods.DenseOneHot()),
        new("denseEmbedding", "Dense, embedding", methods => methods.DenseEmbedding()),
        Recurrent,
    ];
}
