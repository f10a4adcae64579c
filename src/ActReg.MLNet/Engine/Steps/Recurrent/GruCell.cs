using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>The outputs of <see cref="RecurrentCell.Gru"/>.</summary>
/// <param name="gates">What the features add to the gates: update, reset and candidate, one after the other.</param>
/// <param name="recurrentGates">What the outputs before add.</param>
/// <param name="units">The length of a gate.</param>
/// <param name="outputs">Has the outputs before, and receives the next.</param>
internal readonly unsafe struct GruCell(Matrix gates, Matrix recurrentGates, int units, Matrix outputs) : ITilePass
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(Tile tile)
        where T : struct, ILanes<T>
    {
        var length = units;
        float* gate = gates.At(tile), recurrent = recurrentGates.At(tile), output = outputs.At(tile);
        for (var i = 0; i < tile.Rows; i++, gate += gates.Row, recurrent += recurrentGates.Row, output += outputs.Row)
        {
            var update = VectorMath.Sigmoid(T.Load(gate) + T.Load(recurrent));
            var reset = VectorMath.Sigmoid(T.Load(gate + length) + T.Load(recurrent + length));
            var candidate = VectorMath.Tanh(T.MultiplyAdd(reset, T.Load(recurrent + 2 * length), T.Load(gate + 2 * length)));
            T.MultiplyAdd(T.Load(output) - candidate, update, candidate).Store(output);
        }
    }
}
