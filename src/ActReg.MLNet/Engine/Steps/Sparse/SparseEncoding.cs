namespace ActReg.MLNet;

/// <summary>What a dense step has to compute where nearly all of its outputs are thrown away.</summary>
internal static unsafe class SparseEncoding
{
    /// <summary>Adds the gradient by the kernel, from the rows of the input and the units that each had on.</summary>
    /// <param name="run">The dense step's, with room for the kernel's transpose.</param>
    /// <param name="inputs">The values per row that it reads.</param>
    /// <param name="units">The values per row that it puts out.</param>
    /// <param name="gradient">[inputs, units]; added to.</param>
    public static void AddKernelGradient(in StepRun run, int inputs, int units, Matrix gradient)
    {
        var depth = AlignedBuffer.Pad(inputs);
        // A unit's weights stand together here, so that each is written once.
        var transposed = new Matrix(run.Scratch, depth);
        new Span<float>(run.Scratch, units * depth).Clear();
        var code = run.OutputCode;
        SparseProduct.AddTransposed(code.Active, code.Active.Gradients, depth, run.Input, transposed);
        if (code.Auxiliary.Exists)
            SparseProduct.AddTransposed(code.Auxiliary, code.Auxiliary.Gradients, depth, run.Input, transposed);
        Transposition.Add(units, inputs, transposed, gradient);
    }
}
