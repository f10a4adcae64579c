using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>The forward pass of one direction of a recurrent layer in training: the bits of scoring, and a trace for the backward pass.</summary>
/// <param name="size">What is computed.</param>
/// <param name="rows">How many rows.</param>
/// <param name="kernels">The weights.</param>
/// <param name="trace">Receives what the backward pass needs.</param>
internal readonly unsafe ref struct RecurrentForward(RecurrentSize size, int rows, RecurrentKernels kernels, RecurrentTrace trace)
{
    private readonly RecurrentSize _size = size;
    private readonly int _rows = rows;
    private readonly RecurrentKernels _kernels = kernels;
    private readonly RecurrentTrace _trace = trace;

    /// <summary>Begins before the first timestep.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public void Begin()
    {
        Rows.ClearColumns(Tile.All(_rows, _size.PaddedUnits), 0, _trace.Outputs(0));
        if (_size.IsLstm)
            Rows.ClearColumns(Tile.All(_rows, _size.PaddedUnits), 0, _trace.States(0));
    }

    /// <summary>Takes the features of a timestep.</summary>
    /// <param name="count">How many timesteps are read before.</param>
    /// <param name="input">The rows' features at it.</param>
    [MethodImpl(Compilation.AtOnce)]
    public void Read(int count, Matrix input) => Rows.Copy(_rows, _size.Features, input, _trace.Operands(count));

    /// <summary>What the features of all timesteps add to the gates, where that is a product of its own.</summary>
    public void Multiply()
    {
        if (_size.IsGru)
        {
            MatrixProduct.Multiply(
                _size.Timesteps * _rows, _size.PaddedColumns, _size.Features, _trace.Operands(0), _kernels.Kernel, _kernels.Bias, _trace.Gates(0));
        }
    }

    /// <summary>Computes the outputs of a timestep; a row for which it is masked stays as it is.</summary>
    /// <param name="count">How many timesteps have been read before.</param>
    /// <param name="masks">What is masked.</param>
    /// <param name="timestep">The one that is read.</param>
    [MethodImpl(Compilation.AtOnce)]
    public void Advance(int count, in RowMasks masks, int timestep)
    {
        var (gates, before, outputs) = (_trace.Gates(count), _trace.Outputs(count), _trace.Outputs(count + 1));
        var columns = _size.PaddedColumns;
        if (_size.IsGru)
        {
            var recurrentGates = _trace.RecurrentGates(count);
            MatrixProduct.Multiply(_rows, columns, _size.Units, before, _kernels.RecurrentKernel, _kernels.RecurrentBias, recurrentGates);
            var cell = new KeptGruCell(gates, recurrentGates, _size.PaddedUnits, before, outputs);
            masks.RunUnmasked(ref cell, _rows, _size.PaddedUnits, timestep);
        }
        else
        {
            MatrixProduct.Multiply(_rows, columns, _size.Features + _size.Units, _trace.Operands(count), _kernels.Kernel, _kernels.Bias, gates);
            if (_size.IsLstm)
            {
                var cell = new KeptLstmCell(gates, _size.PaddedUnits, _trace.States(count), _trace.States(count + 1), outputs);
                masks.RunUnmasked(ref cell, _rows, _size.PaddedUnits, timestep);
            }
            else
            {
                var cell = new SimpleRnnCell(gates, outputs);
                masks.RunUnmasked(ref cell, _rows, _size.PaddedUnits, timestep);
            }
        }

        for (var row = 0; masks.Exist && row < _rows; row++)
        {
            if (!masks.Hide(row, timestep))
                continue;
            CopyRow(row, before, outputs);
            if (_size.IsLstm)
                CopyRow(row, _trace.States(count), _trace.States(count + 1));
        }
    }

    /// <summary>Copies the outputs after so many timesteps.</summary>
    public void WriteOutputs(int count, Matrix to) => Rows.Copy(_rows, _size.Units, _trace.Outputs(count), to);

    private void CopyRow(int row, Matrix from, Matrix to) => new ReadOnlySpan<float>(from.Start + row * from.Row, _size.PaddedUnits)
        .CopyTo(new Span<float>(to.Start + row * to.Row, _size.PaddedUnits));
}
