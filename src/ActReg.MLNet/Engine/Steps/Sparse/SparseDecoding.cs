using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>A dense step that reads a code of which few values are not 0: only their rows of the kernel are touched.</summary>
internal static unsafe class SparseDecoding
{
    /// <summary>Computes the output: the bits of the product with all values, but that a zero may have the other sign.</summary>
    /// <param name="run">The step's.</param>
    /// <param name="active">What it reads.</param>
    /// <param name="places">Of each entry, the row of the kernel that it multiplies.</param>
    /// <param name="columns">Those of the output, padding included.</param>
    /// <param name="kernel">The step's kernel.</param>
    /// <param name="bias">As many values as columns.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static void Forward(in StepRun run, SparseRows active, int* places, int columns, Matrix kernel, float* bias)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var first = active.Starts[row];
            RowProduct.Multiply(
                columns, active.Starts[row + 1] - first, active.Values + first, places + first, kernel, bias, float.NegativeInfinity,
                run.Output.Start + row * run.Output.Row);
        }
    }

    /// <summary>Computes gradients of the loss.</summary>
    /// <param name="run">The step's, whose input's code is told.</param>
    /// <param name="columns">As above.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="outputGradient">By the output.</param>
    /// <param name="inputGradient">Receives that by the input where that has a value, and zeros elsewhere; null where nobody needs it.</param>
    /// <param name="gradient">By all parameters; added to.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static void Backward(in StepRun run, int columns, WeightPlace kernel, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        var code = run.InputCode;
        if (!kernel.IsFrozen)
            SparseProduct.AddTransposed(code.Active, code.Active.Values, columns, outputGradient, kernel.Stored(gradient));
        if (inputGradient.Start == null)
            return;
        var active = code.Active;
        SparseProduct.Dots(run.Batch.Rows, active, columns, outputGradient, kernel.Stored(run.Parameters));
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var slopes = inputGradient.Start + row * inputGradient.Row;
            new Span<float>(slopes, AlignedBuffer.Pad(active.ColumnCount)).Clear();
            for (var entry = active.Starts[row]; entry < active.Starts[row + 1]; entry++)
                slopes[active.Columns[entry]] = active.Gradients[entry];
        }
    }
}
