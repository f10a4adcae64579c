using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>The gradient of <see cref="KeptGruCell"/>.</summary>
/// <param name="gates">As that left them; receives the gradient by what the features add.</param>
/// <param name="recurrentGates">The same of what the outputs before add.</param>
/// <param name="units">From one gate to the next: whole vectors.</param>
/// <param name="outputsBefore">The outputs before.</param>
/// <param name="outputGradient">By the outputs; then by those before, but for what their products make of it.</param>
internal readonly unsafe struct GruGradient(Matrix gates, Matrix recurrentGates, int units, Matrix outputsBefore, Matrix outputGradient) : ITilePass
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(Tile tile)
        where T : struct, ILanes<T>
    {
        var length = units;
        float* gate = gates.At(tile), recurrent = recurrentGates.At(tile), before = outputsBefore.At(tile), slope = outputGradient.At(tile);
        for (var i = 0; i < tile.Rows; i++, gate += gates.Row, recurrent += recurrentGates.Row)
        {
            T update = T.Load(gate), reset = T.Load(gate + length), candidate = T.Load(gate + 2 * length);
            var byOutput = T.Load(slope);
            var byUpdate = byOutput * (T.Load(before) - candidate) * (update * (T.One - update));
            var byCandidate = byOutput * (T.One - update) * (T.One - candidate * candidate);
            var byReset = byCandidate * T.Load(recurrent + 2 * length) * (reset * (T.One - reset));
            byUpdate.Store(gate);
            byUpdate.Store(recurrent);
            byReset.Store(gate + length);
            byReset.Store(recurrent + length);
            byCandidate.Store(gate + 2 * length);
            (byCandidate * reset).Store(recurrent + 2 * length);
            (byOutput * update).Store(slope);
            before += outputsBefore.Row;
            slope += outputGradient.Row;
        }
    }
}
