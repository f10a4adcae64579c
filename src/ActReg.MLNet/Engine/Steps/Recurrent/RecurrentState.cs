using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary>The state of one direction of a recurrent layer for some rows, in memory lent to it, and its next timestep.</summary>
/// <remarks>
/// For each row: what the products read, its features and then its last outputs; the gates, those of a Gru's outputs apart; and an Lstm's
/// state.
/// </remarks>
internal readonly unsafe ref struct RecurrentState
{
    private readonly RecurrentCell _cell;
    private readonly int _rows;
    private readonly int _features;
    private readonly int _units;
    private readonly int _columns;
    private readonly Matrix _operands;
    private readonly Matrix _gates;
    private readonly Matrix _recurrentGates;
    private readonly Matrix _states;

    /// <param name="memory">As long as <see cref="Length"/> says.</param>
    /// <param name="cell">What is computed.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="features">What each reads at a timestep.</param>
    /// <param name="units">The outputs.</param>
    public RecurrentState(float* memory, RecurrentCell cell, int rows, int features, int units)
    {
        (_cell, _rows, _features, _units) = (cell, rows, features, units);
        _columns = Columns(cell, units);
        _operands = Take(ref memory, Stride(features + units));
        _gates = Take(ref memory, Stride(_columns));
        _recurrentGates = cell == RecurrentCell.Gru ? Take(ref memory, Stride(_columns)) : default;
        _states = cell == RecurrentCell.Lstm ? Take(ref memory, Stride(units)) : default;

        Matrix Take(ref float* next, int stride)
        {
            var taken = new Matrix(next, stride);
            next += (nint)rows * stride;
            return taken;
        }
    }

    /// <summary>The floats that it takes.</summary>
    public static int Length(RecurrentCell cell, int rows, int features, int units)
    {
        var gates = Stride(Columns(cell, units));
        return checked(rows * (Stride(checked(features + units)) + (cell == RecurrentCell.Gru ? 2 : 1) * gates + Stride(units)));
    }

    /// <summary>Goes back to before the first timestep.</summary>
    public void Clear()
    {
        for (var row = 0; row < _rows; row++)
        {
            Outputs(row).Clear();
            if (_cell == RecurrentCell.Lstm)
                State(row).Clear();
        }
    }

    /// <summary>Takes the features of a timestep.</summary>
    public void Read(Matrix input, int timestep)
    {
        for (var row = 0; row < _rows; row++)
        {
            new ReadOnlySpan<float>(input.Start + row * input.Row + (nint)timestep * _features, _features)
                .CopyTo(new Span<float>(_operands.Start + row * _operands.Row, _features));
        }
    }

    /// <summary>Computes the outputs from the features taken and the outputs before; a row whose timestep is masked stays as it is.</summary>
    public void Advance(float* parameters, RecurrentWeights weights, in RowMasks masks, int timestep)
    {
        var kernels = weights.Kernel.Stored(parameters);
        var bias = parameters + weights.Bias.Offset;
        if (_cell != RecurrentCell.Gru)
        {
            MatrixProduct.Multiply(_rows, _columns, _features + _units, _operands, kernels, bias, _gates);
        }
        else
        {
            var recurrentKernel = weights.RecurrentKernel.Stored(parameters);
            var outputs = new Matrix(_operands.Start + _features, _operands.Row);
            MatrixProduct.Multiply(_rows, _columns, _features, _operands, kernels, bias, _gates);
            MatrixProduct.Multiply(_rows, _columns, _units, outputs, recurrentKernel, bias + weights.Bias.Layout.RowStride, _recurrentGates);
        }

        for (var row = 0; row < _rows; row++)
        {
            if (masks.Hide(row, timestep))
                continue;
            switch (_cell)
            {
                case RecurrentCell.SimpleRnn:
                    TensorPrimitives.Tanh(Gate(_gates, row, 0), Outputs(row));
                    break;
                case RecurrentCell.Gru:
                    AdvanceGru(row);
                    break;
                default:
                    AdvanceLstm(row);
                    break;
            }
        }
    }

    /// <summary>Copies the outputs.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="column">The first column there.</param>
    public void WriteOutputs(Matrix to, int column)
    {
        for (var row = 0; row < _rows; row++)
            Outputs(row).CopyTo(new Span<float>(to.Start + row * to.Row + column, _units));
    }

    private void AdvanceGru(int row)
    {
        var outputs = Outputs(row);
        var updateAndReset = Gates(_gates, row, 0, 2);
        var update = updateAndReset[.._units];
        var reset = updateAndReset[_units..];
        var candidate = Gate(_gates, row, 2);
        TensorPrimitives.Add(updateAndReset, Gates(_recurrentGates, row, 0, 2), updateAndReset);
        TensorPrimitives.Sigmoid(updateAndReset, updateAndReset);
        TensorPrimitives.MultiplyAdd(reset, Gate(_recurrentGates, row, 2), candidate, candidate);
        TensorPrimitives.Tanh(candidate, candidate);
        TensorPrimitives.Subtract(outputs, candidate, outputs);
        TensorPrimitives.MultiplyAdd(outputs, update, candidate, outputs);
    }

    private void AdvanceLstm(int row)
    {
        var state = State(row);
        var inputAndForget = Gates(_gates, row, 0, 2);
        var input = inputAndForget[.._units];
        var forget = inputAndForget[_units..];
        var candidate = Gate(_gates, row, 2);
        var output = Gate(_gates, row, 3);
        TensorPrimitives.Sigmoid(inputAndForget, inputAndForget);
        TensorPrimitives.Tanh(candidate, candidate);
        TensorPrimitives.Sigmoid(output, output);
        TensorPrimitives.Multiply(input, candidate, candidate);
        TensorPrimitives.MultiplyAdd(forget, state, candidate, state);
        TensorPrimitives.Tanh(state, candidate);
        TensorPrimitives.Multiply(output, candidate, Outputs(row));
    }

    private Span<float> Outputs(int row) => new(_operands.Start + row * _operands.Row + _features, _units);

    private Span<float> State(int row) => new(_states.Start + row * _states.Row, _units);

    private Span<float> Gate(Matrix gates, int row, int gate) => Gates(gates, row, gate, 1);

    /// <summary>Some gates that stand one after the other.</summary>
    private Span<float> Gates(Matrix gates, int row, int first, int count) =>
        new(gates.Start + row * gates.Row + (nint)first * _units, count * _units);

    private static int Columns(RecurrentCell cell, int units) => AlignedBuffer.Pad(checked(RecurrentWeights.GateCount(cell) * units));

    private static int Stride(int width) => AlignedBuffer.RowStride(AlignedBuffer.Pad(width));
}
