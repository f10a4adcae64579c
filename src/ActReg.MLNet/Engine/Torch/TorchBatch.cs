using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>A batch as tensors.</summary>
/// <param name="Features">Of shape [rows, features].</param>
/// <param name="Targets">Of shape [rows, targets].</param>
/// <param name="Weights">Of shape [rows, 1]; null where every row counts once.</param>
/// <param name="Weight">As of <see cref="Batch"/>.</param>
/// <param name="RowWeight">As of <see cref="Batch"/>.</param>
/// <param name="IsTraining">As of <see cref="Batch"/>.</param>
/// <param name="Noise">As of <see cref="Batch"/>.</param>
internal sealed record TorchBatch(Tensor Features, Tensor Targets, Tensor? Weights, double Weight, double RowWeight, bool IsTraining, ulong Noise)
{
    /// <summary>Whether nothing has been trained on before it.</summary>
    public bool IsFirst { get; init; }

    /// <summary>As of <see cref="Batch"/>.</summary>
    public int FullRows { get; init; }

    /// <summary>Moved after the backward pass.</summary>
    public TorchStatistics Statistics { get; } = new();

    /// <summary>What dead units are to learn.</summary>
    public TorchAuxiliary Auxiliary { get; } = new();

    /// <summary>Parts of the last step's penalty whose value is 0, for the sake of their gradient.</summary>
    public List<TorchTerm> Slopes { get; } = [];

    /// <summary>Values, of shape [rows, n], each times its row's weight.</summary>
    public Tensor Weigh(Tensor values) => Weights is null ? values : values * Weights;

    /// <summary>The sum of values, of shape [rows, n], each times its row's weight; one number.</summary>
    public Tensor Sum(Tensor values) => Weigh(values).sum();

    /// <summary>The means over rows, by their weight, of values of shape [rows, n]; of shape [n].</summary>
    public Tensor Mean(Tensor values) => Weigh(values).sum([0L]).Times(1 / Weight);
}
