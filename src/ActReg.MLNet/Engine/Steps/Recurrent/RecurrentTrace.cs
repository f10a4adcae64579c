using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>What training keeps of one direction of a recurrent layer, timestep by timestep as they are read, in memory lent to it.</summary>
/// <remarks>
/// For each row: what the products read, its features and its outputs before; the gates, which are sums, then what cells make of them, then
/// the gradient by the sums; of a Gru the same of its outputs' part; and an Lstm's state. All timesteps of all rows are one matrix.
/// </remarks>
internal readonly unsafe ref struct RecurrentTrace
{
    private readonly int _rows;
    private readonly int _features;
    private readonly Matrix _operands;
    private readonly Matrix _gates;
    private readonly Matrix _recurrentGates;
    private readonly Matrix _states;

    /// <param name="memory">As long as <see cref="Length"/> says.</param>
    /// <param name="size">What is computed.</param>
    /// <param name="rows">How many rows.</param>
    [MethodImpl(Compilation.AtOnce)]
    public RecurrentTrace(float* memory, RecurrentSize size, int rows)
    {
        (_rows, _features) = (rows, size.Features);
        var all = (nint)size.Timesteps * rows;
        _operands = new Matrix(memory, OperandStride(size));
        _gates = new Matrix(_operands.Start + (all + rows) * _operands.Row, GateStride(size));
        // Only a Gru has the one, and only an Lstm the other.
        _recurrentGates = new Matrix(_gates.Start + all * _gates.Row, _gates.Row);
        _states = new Matrix(_recurrentGates.Start, StateStride(size));
    }

    /// <summary>The floats that it takes.</summary>
    public static int Length(RecurrentSize size, int rows)
    {
        var beside = size.Cell switch
        {
            RecurrentCell.Gru => checked(size.Timesteps * GateStride(size)),
            RecurrentCell.Lstm => checked((size.Timesteps + 1) * StateStride(size)),
            _ => 0,
        };
        return checked(rows * ((size.Timesteps + 1) * OperandStride(size) + size.Timesteps * GateStride(size) + beside));
    }

    /// <summary>The features of the rows, and behind them their outputs before.</summary>
    /// <param name="count">How many timesteps have been read before.</param>
    public Matrix Operands(int count) => After(_operands, count);

    /// <summary>The outputs after so many timesteps.</summary>
    public Matrix Outputs(int count) => new(After(_operands, count).Start + _features, _operands.Row);

    /// <inheritdoc cref="Operands"/>
    public Matrix Gates(int count) => After(_gates, count);

    /// <inheritdoc cref="Operands"/>
    public Matrix RecurrentGates(int count) => After(_recurrentGates, count);

    /// <summary>The states after so many timesteps.</summary>
    public Matrix States(int count) => After(_states, count);

    private Matrix After(Matrix all, int count) => new(all.Start + (nint)count * _rows * all.Row, all.Row);

    private static int OperandStride(RecurrentSize size) => AlignedBuffer.RowStride(AlignedBuffer.Pad(checked(size.Features + size.PaddedUnits)));

    private static int GateStride(RecurrentSize size) => AlignedBuffer.RowStride(size.PaddedColumns);

    private static int StateStride(RecurrentSize size) => AlignedBuffer.RowStride(size.PaddedUnits);
}
