using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>The gradient of <see cref="KeptLstmCell"/>.</summary>
/// <param name="gates">As that left them; receives the gradient by the sums.</param>
/// <param name="units">From one gate to the next: whole vectors.</param>
/// <param name="statesBefore">The states before.</param>
/// <param name="states">Those after.</param>
/// <param name="outputGradient">By the outputs; then zeros, for those before count by their products alone.</param>
/// <param name="stateGradient">By the states, but for what the outputs make of them; then by those before.</param>
internal readonly unsafe struct LstmGradient(
    Matrix gates, int units, Matrix statesBefore, Matrix states, Matrix outputGradient, Matrix stateGradient) : ITilePass
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(Tile tile)
        where T : struct, ILanes<T>
    {
        var length = units;
        float* gate = gates.At(tile), before = statesBefore.At(tile), after = states.At(tile);
        float* slope = outputGradient.At(tile), stateSlope = stateGradient.At(tile);
        for (var i = 0; i < tile.Rows; i++, gate += gates.Row, before += statesBefore.Row, after += states.Row)
        {
            T input = T.Load(gate), forget = T.Load(gate + length), candidate = T.Load(gate + 2 * length), shown = T.Load(gate + 3 * length);
            var state = VectorMath.Tanh(T.Load(after));
            var byOutput = T.Load(slope);
            var byState = T.MultiplyAdd(byOutput * shown, T.One - state * state, T.Load(stateSlope));
            (byState * candidate * (input * (T.One - input))).Store(gate);
            (byState * T.Load(before) * (forget * (T.One - forget))).Store(gate + length);
            (byState * input * (T.One - candidate * candidate)).Store(gate + 2 * length);
            (byOutput * state * (shown * (T.One - shown))).Store(gate + 3 * length);
            (byState * forget).Store(stateSlope);
            T.Zero.Store(slope);
            slope += outputGradient.Row;
            stateSlope += stateGradient.Row;
        }
    }
}
