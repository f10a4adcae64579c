using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>What <see cref="GruCell"/> computes, to the bit, with what its gradient needs.</summary>
/// <param name="gates">What the features add to the gates, and then what is made of them.</param>
/// <param name="recurrentGates">What the outputs before add.</param>
/// <param name="units">From one gate to the next: whole vectors.</param>
/// <param name="outputsBefore">The outputs before.</param>
/// <param name="outputs">Receives the next.</param>
internal readonly unsafe struct KeptGruCell(Matrix gates, Matrix recurrentGates, int units, Matrix outputsBefore, Matrix outputs) : ITilePass
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(Tile tile)
        where T : struct, ILanes<T>
    {
        var length = units;
        float* gate = gates.At(tile), recurrent = recurrentGates.At(tile), before = outputsBefore.At(tile), output = outputs.At(tile);
        for (var i = 0; i < tile.Rows; i++, gate += gates.Row, recurrent += recurrentGates.Row)
        {
            var update = VectorMath.Sigmoid(T.Load(gate) + T.Load(recurrent));
            var reset = VectorMath.Sigmoid(T.Load(gate + length) + T.Load(recurrent + length));
            var candidate = VectorMath.Tanh(T.MultiplyAdd(reset, T.Load(recurrent + 2 * length), T.Load(gate + 2 * length)));
            update.Store(gate);
            reset.Store(gate + length);
            candidate.Store(gate + 2 * length);
            T.MultiplyAdd(T.Load(before) - candidate, update, candidate).Store(output);
            before += outputsBefore.Row;
            output += outputs.Row;
        }
    }
}
