namespace ActReg.MLNet;

/// <summary>A tensor of a PyTorch module, and the array here that is the same with its dimensions in another order.</summary>
/// <param name="Name">Its name in the module.</param>
/// <param name="Here">The array's dimensions.</param>
/// <param name="Axes">Of each of the tensor's dimensions the one that it is here.</param>
internal sealed record PyTorchTensor(string Name, int[] Here, int[] Axes)
{
    /// <summary>Its shape, where dimensions are one there.</summary>
    public int[]? Flat { get; init; }

    public int[] Shape => Flat ?? There;

    private int[] There => [.. Axes.Select(axis => Here[axis])];

    public float[] Export(float[] values) => ActReg.MLNet.Axes.Permute(values, Here, Axes);

    public float[] Import(float[] values)
    {
        var back = new int[Axes.Length];
        for (var axis = 0; axis < back.Length; axis++)
            back[Axes[axis]] = axis;
        return ActReg.MLNet.Axes.Permute(values, There, back);
    }
}
