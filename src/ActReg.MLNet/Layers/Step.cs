namespace ActReg.MLNet;

/// <summary>One computation of a <see cref="NetworkPlan"/>.</summary>
/// <param name="layerIndex">The place, in the list of layers, of the one that it is part of.</param>
/// <param name="size">The values per row that it puts out.</param>
/// <param name="penalty">The penalty on them.</param>
internal abstract class Step(int layerIndex, int size, ActivityRegularizer? penalty)
{
    public int LayerIndex { get; } = layerIndex;

    public int Size { get; } = size;

    public ActivityRegularizer? Penalty { get; } = penalty;

    /// <summary>The row stride of its output.</summary>
    public virtual int Stride => AlignedBuffer.Pad(Size);
}
