using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>The outputs of <see cref="RecurrentCell.SimpleRnn"/>.</summary>
/// <param name="gates">The sum that it has.</param>
/// <param name="outputs">Receives the outputs.</param>
internal readonly unsafe struct SimpleRnnCell(Matrix gates, Matrix outputs) : ITilePass
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(Tile tile)
        where T : struct, ILanes<T>
    {
        float* gate = gates.At(tile), output = outputs.At(tile);
        for (var i = 0; i < tile.Rows; i++, gate += gates.Row, output += outputs.Row)
            VectorMath.Tanh(T.Load(gate)).Store(output);
    }
}
