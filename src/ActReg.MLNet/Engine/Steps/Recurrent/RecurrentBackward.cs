using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>The backward pass of one direction of a recurrent layer, through time.</summary>
/// <remarks>
/// From the last timestep that was read to the first; then each kernel's gradient, of as many timesteps at a time as stay in a near cache, and
/// that by all features as one product.
/// </remarks>
internal readonly unsafe ref struct RecurrentBackward
{
    /// <summary>The rows whose part of a kernel's gradient is computed at a time.</summary>
    private const int GradientDepth = 192;

    private readonly RecurrentSize _size;
    private readonly int _rows;
    private readonly RecurrentWeights _weights;
    private readonly RecurrentTrace _trace;
    private readonly RecurrentKernels _kernels;
    private readonly Matrix _outputGradient;
    private readonly Matrix _stateGradient;
    private readonly Matrix _transposed;
    private readonly float* _gradientRoom;

    /// <param name="size">What is computed.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="weights">Where the weights are.</param>
    /// <param name="kernels">The weights.</param>
    /// <param name="trace">As the forward pass left it; it is overwritten.</param>
    /// <param name="memory">As long as <see cref="Length"/> says.</param>
    [MethodImpl(Compilation.AtOnce)]
    public RecurrentBackward(RecurrentSize size, int rows, RecurrentWeights weights, RecurrentKernels kernels, RecurrentTrace trace, float* memory)
    {
        _size = size;
        _rows = rows;
        _weights = weights;
        _kernels = kernels;
        _trace = trace;
        var stride = AlignedBuffer.RowStride(size.PaddedUnits);
        _outputGradient = new Matrix(memory, stride);
        _stateGradient = new Matrix(_outputGradient.Start + rows * stride, stride);
        _gradientRoom = _stateGradient.Start + rows * stride;
        _transposed = new Matrix(_gradientRoom + RecurrentKernels.Length(size), 0);
    }

    /// <summary>The floats that it takes.</summary>
    public static int Length(RecurrentSize size, int rows) => checked(
        2 * rows * AlignedBuffer.RowStride(size.PaddedUnits) + RecurrentKernels.Length(size)
        + size.PaddedColumns * Math.Max(size.PaddedUnits, AlignedBuffer.Pad(size.Features)));

    /// <summary>Begins behind the last timestep.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public void Begin()
    {
        Rows.ClearColumns(Tile.All(_rows, _size.PaddedUnits), 0, _outputGradient);
        Rows.ClearColumns(Tile.All(_rows, _size.PaddedUnits), 0, _stateGradient);
    }

    /// <summary>Transposes the kernel that <see cref="GoBack"/> multiplies by.</summary>
    public Matrix TransposeRecurrentKernel() => Transpose(_size.Units, _kernels.RecurrentKernel);

    /// <summary>Adds a gradient by the outputs of a timestep.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public void Read(Matrix outputGradient)
    {
        for (var row = 0; row < _rows; row++)
            Channels.Add(_size.Units, outputGradient.Start + row * outputGradient.Row, _outputGradient.Start + row * _outputGradient.Row);
    }

    /// <summary>From the gradient by a timestep's outputs to those by its gates and by the outputs before.</summary>
    /// <param name="count">How many timesteps were read before.</param>
    /// <param name="masks">What is masked: a gradient passes through it.</param>
    /// <param name="timestep">The one that was read.</param>
    /// <param name="transposed">The recurrent kernel, transposed.</param>
    [MethodImpl(Compilation.AtOnce)]
    public void GoBack(int count, in RowMasks masks, int timestep, Matrix transposed)
    {
        var gates = _trace.Gates(count);
        if (_size.IsGru)
        {
            var cell = new GruGradient(gates, _trace.RecurrentGates(count), _size.PaddedUnits, _trace.Outputs(count), _outputGradient);
            masks.RunUnmasked(ref cell, _rows, _size.PaddedUnits, timestep);
            ClearMasked(masks, timestep, gates);
            gates = _trace.RecurrentGates(count);
        }
        else if (_size.IsLstm)
        {
            var cell = new LstmGradient(gates, _size.PaddedUnits, _trace.States(count), _trace.States(count + 1), _outputGradient, _stateGradient);
            masks.RunUnmasked(ref cell, _rows, _size.PaddedUnits, timestep);
        }
        else
        {
            var cell = new SimpleRnnGradient(_trace.Outputs(count + 1), gates, _outputGradient);
            masks.RunUnmasked(ref cell, _rows, _size.PaddedUnits, timestep);
        }

        ClearMasked(masks, timestep, gates);
        if (count > 0)
            MatrixProduct.Add(_rows, _size.PaddedUnits, _size.PaddedColumns, gates, transposed, _outputGradient);
    }

    /// <summary>Adds the gradients by the weights.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public void AddWeights(float* gradient)
    {
        var (all, columns) = (_size.Timesteps * _rows, _size.PaddedColumns);
        var sums = new RecurrentKernels(_weights, _size, gradient, _gradientRoom);
        sums.Clear();
        ColumnSums.Add(Tile.All(all, columns), _trace.Gates(0), sums.Bias);
        if (_size.IsGru)
            ColumnSums.Add(Tile.All(all, columns), _trace.RecurrentGates(0), sums.RecurrentBias);
        var timesteps = Math.Max(1, GradientDepth / _rows);
        for (var count = 0; !_weights.Kernel.IsFrozen && count < _size.Timesteps; count += timesteps)
        {
            var depth = Math.Min(timesteps, _size.Timesteps - count) * _rows;
            if (_size.IsGru)
            {
                MatrixProduct.Add(_size.Features, columns, depth, _trace.Operands(count).Transposed, _trace.Gates(count), sums.Kernel);
                MatrixProduct.Add(_size.Units, columns, depth, _trace.Outputs(count).Transposed, _trace.RecurrentGates(count), sums.RecurrentKernel);
            }
            else
            {
                MatrixProduct.Add(_size.Features + _size.Units, columns, depth, _trace.Operands(count).Transposed, _trace.Gates(count), sums.Kernel);
            }
        }

        sums.AddTo(gradient);
    }

    /// <summary>Computes the gradients by the features of all timesteps, where the features were.</summary>
    public void MultiplyBack()
    {
        var transposed = Transpose(_size.Features, _kernels.Kernel);
        MatrixProduct.Multiply(
            _size.Timesteps * _rows, AlignedBuffer.Pad(_size.Features), _size.PaddedColumns, _trace.Gates(0), transposed, null, _trace.Operands(0));
    }

    /// <summary>Copies or adds the gradients by the features of a timestep.</summary>
    /// <param name="count">How many timesteps were read before.</param>
    /// <param name="to">Where to.</param>
    /// <param name="isAdded">Whether they are added to what is there.</param>
    [MethodImpl(Compilation.AtOnce)]
    public void WriteFeatures(int count, Matrix to, bool isAdded)
    {
        var from = _trace.Operands(count);
        if (!isAdded)
            Rows.Copy(_rows, _size.Features, from, to);
        for (var row = 0; isAdded && row < _rows; row++)
            Channels.Add(_size.Features, from.Start + row * from.Row, to.Start + row * to.Row);
    }

    private Matrix Transpose(int rows, Matrix kernel)
    {
        var transposed = new Matrix(_transposed.Start, AlignedBuffer.Pad(rows));
        Transposition.Run(rows, _size.PaddedColumns, kernel, transposed);
        return transposed;
    }

    [MethodImpl(Compilation.AtOnce)]
    private void ClearMasked(in RowMasks masks, int timestep, Matrix gates)
    {
        for (var row = 0; masks.Exist && row < _rows; row++)
        {
            if (masks.Hide(row, timestep))
                new Span<float>(gates.Start + row * gates.Row, _size.PaddedColumns).Clear();
        }
    }
}
