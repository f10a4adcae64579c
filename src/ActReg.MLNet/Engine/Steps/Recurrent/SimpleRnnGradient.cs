using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>The gradient of <see cref="SimpleRnnCell"/>.</summary>
/// <param name="outputs">What that put out.</param>
/// <param name="gates">Receives the gradient by the sums.</param>
/// <param name="outputGradient">By the outputs; then zeros, for those before count by their products alone.</param>
internal readonly unsafe struct SimpleRnnGradient(Matrix outputs, Matrix gates, Matrix outputGradient) : ITilePass
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(Tile tile)
        where T : struct, ILanes<T>
    {
        float* output = outputs.At(tile), gate = gates.At(tile), slope = outputGradient.At(tile);
        for (var i = 0; i < tile.Rows; i++, output += outputs.Row, gate += gates.Row, slope += outputGradient.Row)
        {
            var value = T.Load(output);
            (T.Load(slope) * (T.One - value * value)).Store(gate);
            T.Zero.Store(slope);
        }
    }
}
