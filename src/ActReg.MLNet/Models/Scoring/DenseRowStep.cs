using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>A <see cref="DenseStep"/> on one row, with the rectification that may follow it; leaves zeros out where there are many.</summary>
internal sealed unsafe class DenseRowStep : RowStep
{
    // To find the zeros takes as long as it takes to multiply by a few columns of the kernel, and saves all of its columns for each.
    private const int SkipFromInputs = 32;
    private const int WideFromColumns = 128;
    private const double WideZeroShare = 0.25;
    private const double NarrowZeroShare = 0.75;

    private readonly int _columns;
    private readonly int _inputs;
    private readonly Matrix _kernel;
    private readonly float* _bias;
    private readonly float _floor;
    private readonly int _zerosToSkip;
    private readonly float* _input;
    private readonly float* _output;
    private readonly int[] _allPlaces;
    private readonly int[] _places;
    private readonly float[] _values;

    /// <param name="step">One whose kernel is not transposed.</param>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="input">What the step reads.</param>
    /// <param name="output">Where its output goes, or the rectified one.</param>
    /// <param name="isRectified">Whether a ReLU follows.</param>
    public DenseRowStep(DenseStep step, AlignedBuffer parameters, float* input, float* output, bool isRectified)
    {
        _columns = step.Width;
        _inputs = step.Kernel.Shape[0];
        _kernel = new Matrix(parameters.Pointer + step.Kernel.Offset, step.Kernel.Layout.RowStride);
        _bias = parameters.Pointer + step.Bias.Offset;
        _floor = isRectified ? 0 : float.NegativeInfinity;
        _zerosToSkip = (int)(_inputs * (_columns >= WideFromColumns ? WideZeroShare : NarrowZeroShare));
        _input = input;
        _output = output;
        _allPlaces = [.. Enumerable.Range(0, _inputs)];
        _places = new int[_inputs];
        _values = new float[_inputs];
    }

    public override void Run() => Run(_input);

    /// <summary>Computes the output from all of its inputs.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public void Run(float* input)
    {
        if (_inputs >= SkipFromInputs && HasManyZeros(input))
        {
            fixed (float* values = _values)
            {
                fixed (int* places = _places)
                    Run(NonzeroValues.Copy(input, _inputs, values, places), values, places);
            }
        }
        else
        {
            fixed (int* places = _allPlaces)
                Run(_inputs, input, places);
        }
    }

    /// <summary>Computes the output from the inputs at some places, ascending; all others are 0.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public void Run(int count, float* values, int* places) =>
        RowProduct.Multiply(_columns, count, values, places, _kernel, _bias, _floor, _output);

    /// <summary>So many that leaving them out pays.</summary>
    private bool HasManyZeros(float* input) =>
        ZeroCount.Of(Tile.All(1, _inputs & ~7), new Matrix(input, _inputs)) >= _zerosToSkip;
}
