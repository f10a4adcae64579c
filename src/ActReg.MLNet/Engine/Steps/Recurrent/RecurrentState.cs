using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>The state of one direction of a recurrent layer for some rows, in memory lent to it, and its next timestep.</summary>
/// <remarks>
/// For each row: what the products read, its features and then its last outputs; the gates, those of a Gru's outputs apart; and an Lstm's
/// state. Cells compute whole vectors: outputs, the last gate and the state have room for them, and what is beyond the units nobody reads.
/// </remarks>
internal readonly unsafe ref struct RecurrentState
{
    private readonly RecurrentCell _cell;
    private readonly int _rows;
    private readonly int _features;
    private readonly int _units;
    private readonly Matrix _operands;
    private readonly Matrix _gates;
    private readonly Matrix _recurrentGates;
    private readonly Matrix _states;

    /// <param name="memory">As long as <see cref="Length"/> says.</param>
    /// <param name="cell">What is computed.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="features">What each reads at a timestep.</param>
    /// <param name="units">The outputs.</param>
    [MethodImpl(Compilation.AtOnce)]
    public RecurrentState(float* memory, RecurrentCell cell, int rows, int features, int units)
    {
        (_cell, _rows, _features, _units) = (cell, rows, features, units);
        var gateStride = GateStride(cell, units);
        _operands = new Matrix(memory, OperandStride(features, units));
        _gates = new Matrix(_operands.Start + rows * _operands.Row, gateStride);
        // Only a Gru has the one, and only an Lstm the other.
        _recurrentGates = new Matrix(_gates.Start + rows * _gates.Row, gateStride);
        _states = new Matrix(_recurrentGates.Start, Stride(units));
    }

    private int Columns => AlignedBuffer.Pad(RecurrentWeights.GateCount(_cell) * _units);

    private Matrix Outputs => new(_operands.Start + _features, _operands.Row);

    /// <summary>The floats that it takes.</summary>
    public static int Length(RecurrentCell cell, int rows, int features, int units)
    {
        var gates = GateStride(cell, units);
        var beside = cell switch
        {
            RecurrentCell.Gru => gates,
            RecurrentCell.Lstm => Stride(units),
            _ => 0,
        };
        return checked(rows * (OperandStride(features, units) + gates + beside));
    }

    /// <summary>Goes back to before the first timestep.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public void Clear()
    {
        for (var row = 0; row < _rows; row++)
        {
            new Span<float>(Outputs.Start + row * Outputs.Row, AlignedBuffer.Pad(_units)).Clear();
            if (_cell == RecurrentCell.Lstm)
                new Span<float>(_states.Start + row * _states.Row, AlignedBuffer.Pad(_units)).Clear();
        }
    }

    /// <summary>Takes the features of a timestep.</summary>
    public void Read(Matrix input) => Rows.Copy(_rows, _features, input, _operands);

    /// <summary>Computes the outputs from the features taken and the outputs before; a row whose timestep is masked stays as it is.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public void Advance(float* parameters, RecurrentWeights weights, in RowMasks masks, int timestep)
    {
        var kernels = weights.Kernel.Stored(parameters);
        var bias = parameters + weights.Bias.Offset;
        if (_cell == RecurrentCell.Gru)
        {
            var recurrentBias = bias + weights.Bias.Layout.RowStride;
            MatrixProduct.Multiply(_rows, Columns, _features, _operands, kernels, bias, _gates);
            MatrixProduct.Multiply(_rows, Columns, _units, Outputs, weights.RecurrentKernel.Stored(parameters), recurrentBias, _recurrentGates);
            var cell = new GruCell(_gates, _recurrentGates, _units, Outputs);
            masks.RunUnmasked(ref cell, _rows, AlignedBuffer.Pad(_units), timestep);
            return;
        }

        MatrixProduct.Multiply(_rows, Columns, _features + _units, _operands, kernels, bias, _gates);
        if (_cell == RecurrentCell.Lstm)
        {
            var cell = new LstmCell(_gates, _units, _states, Outputs);
            masks.RunUnmasked(ref cell, _rows, AlignedBuffer.Pad(_units), timestep);
        }
        else
        {
            var cell = new SimpleRnnCell(_gates, Outputs);
            masks.RunUnmasked(ref cell, _rows, AlignedBuffer.Pad(_units), timestep);
        }
    }

    /// <summary>Copies the outputs.</summary>
    public void WriteOutputs(Matrix to) => Rows.Copy(_rows, _units, Outputs, to);

    private static int OperandStride(int features, int units) => Stride(checked(features + AlignedBuffer.Pad(units)));

    private static int GateStride(RecurrentCell cell, int units) =>
        Stride(checked((RecurrentWeights.GateCount(cell) - 1) * units + AlignedBuffer.Pad(units)));

    private static int Stride(int width) => AlignedBuffer.RowStride(AlignedBuffer.Pad(width));
}
