using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>What <see cref="LstmCell"/> computes, to the bit, with what its gradient needs.</summary>
/// <param name="gates">The sums of the gates, and then what is made of them.</param>
/// <param name="units">From one gate to the next: whole vectors.</param>
/// <param name="statesBefore">The states before.</param>
/// <param name="states">Receives the next.</param>
/// <param name="outputs">Receives the outputs.</param>
internal readonly unsafe struct KeptLstmCell(Matrix gates, int units, Matrix statesBefore, Matrix states, Matrix outputs) : ITilePass
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(Tile tile)
        where T : struct, ILanes<T>
    {
        var length = units;
        float* gate = gates.At(tile), before = statesBefore.At(tile), state = states.At(tile), output = outputs.At(tile);
        for (var i = 0; i < tile.Rows; i++, gate += gates.Row, before += statesBefore.Row, state += states.Row, output += outputs.Row)
        {
            var input = VectorMath.Sigmoid(T.Load(gate));
            var candidate = VectorMath.Tanh(T.Load(gate + 2 * length));
            var added = input * candidate;
            input.Store(gate);
            candidate.Store(gate + 2 * length);
            var forget = VectorMath.Sigmoid(T.Load(gate + length));
            forget.Store(gate + length);
            var next = T.MultiplyAdd(forget, T.Load(before), added);
            next.Store(state);
            var shown = VectorMath.Sigmoid(T.Load(gate + 3 * length));
            shown.Store(gate + 3 * length);
            (shown * VectorMath.Tanh(next)).Store(output);
        }
    }
}
