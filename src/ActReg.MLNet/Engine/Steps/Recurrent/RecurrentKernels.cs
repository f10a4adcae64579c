using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>The weights of one direction of a recurrent layer as training computes with them: each gate begins with a vector of its own.</summary>
/// <remarks>
/// Where units fill whole vectors, that is how weights stand anyway. Else they are copied, and what pads gates has weights of 0, so that
/// cells and their gradients may store whole vectors.
/// </remarks>
internal readonly unsafe ref struct RecurrentKernels
{
    private readonly RecurrentWeights _weights;
    private readonly RecurrentSize _size;
    private readonly bool _areCopied;

    /// <param name="weights">Where they are.</param>
    /// <param name="size">What is computed.</param>
    /// <param name="buffer">The network's parameters, or the gradient by them.</param>
    /// <param name="room">As much as <see cref="Length"/> says.</param>
    public RecurrentKernels(RecurrentWeights weights, RecurrentSize size, float* buffer, float* room)
    {
        (_weights, _size, _areCopied) = (weights, size, AreCopied(size));
        Kernel = _areCopied ? new Matrix(room, size.PaddedColumns) : weights.Kernel.Stored(buffer);
        RecurrentKernel = new Matrix(Kernel.Start + size.Features * Kernel.Row, Kernel.Row);
        Bias = _areCopied ? room + Rows * Kernel.Row : buffer + weights.Bias.Offset;
    }

    /// <summary>Of the features, and behind it that of the outputs before.</summary>
    public Matrix Kernel { get; }

    /// <summary>Of the outputs before alone.</summary>
    public Matrix RecurrentKernel { get; }

    public float* Bias { get; }

    /// <summary>A Gru's second one.</summary>
    public float* RecurrentBias => Bias + _size.PaddedColumns;

    private int Rows => _size.Features + _size.Units;

    private int BiasRows => _weights.Bias.Layout.StoredRows;

    /// <summary>The floats that copies take.</summary>
    public static int Length(RecurrentSize size) =>
        AreCopied(size) ? checked((size.Features + size.Units + (size.IsGru ? 2 : 1)) * size.PaddedColumns) : 0;

    /// <summary>Copies the weights, where they have to be copied.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public void Read(float* parameters)
    {
        Clear();
        AddRows(Rows, _weights.Kernel.Stored(parameters), _size.Units, Kernel, _size.PaddedUnits);
        AddRows(BiasRows, _weights.Bias.Stored(parameters), _size.Units, new Matrix(Bias, _size.PaddedColumns), _size.PaddedUnits);
    }

    /// <summary>Sets copies to 0, for gradients to be added to.</summary>
    public void Clear()
    {
        if (_areCopied)
            new Span<float>(Kernel.Start, (Rows + BiasRows) * _size.PaddedColumns).Clear();
    }

    /// <summary>Adds copies of gradients to the gradients that they are copies of.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public void AddTo(float* gradient)
    {
        AddRows(Rows, Kernel, _size.PaddedUnits, _weights.Kernel.Stored(gradient), _size.Units);
        AddRows(BiasRows, new Matrix(Bias, _size.PaddedColumns), _size.PaddedUnits, _weights.Bias.Stored(gradient), _size.Units);
    }

    private static bool AreCopied(RecurrentSize size) => size.PaddedUnits != size.Units;

    /// <summary>Adds rows of gates, which begin so far from one another.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private void AddRows(int rows, Matrix from, int fromGate, Matrix to, int toGate)
    {
        for (var row = 0; _areCopied && row < rows; row++)
        {
            for (var gate = 0; gate < RecurrentWeights.GateCount(_size.Cell); gate++)
                Channels.Add(_size.Units, from.Start + row * from.Row + gate * fromGate, to.Start + row * to.Row + gate * toGate);
        }
    }
}
