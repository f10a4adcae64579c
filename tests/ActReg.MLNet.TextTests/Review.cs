namespace ActReg.MLNet.TextTests;

/// <summary>A short text and what it says of the film.</summary>
internal sealed class Review
{
    private static readonly string[] Things = ["music", "plot", "cast", "ending"];
    private static readonly (string Word, bool IsPraise)[] Verdicts =
        [("good", true), ("brilliant", true), ("funny", true), ("bad", false), ("boring", false), ("dreadful", false)];

    public string Text { get; set; } = "";

    public bool Label { get; set; }

    /// <summary>
    /// Made up: of three sentences one is about the film, and says what the label does; two are about other things. Counts of words do not tell which verdict is the film's, nor which is denied.
    /// </summary>
    public static Review[] Many(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => One(random))];
    }

    private static Review One(Random random)
    {
        var film = random.Next(3);
        var label = false;
        var sentences = new string[3];
        for (var i = 0; i < sentences.Length; i++)
        {
            var (word, isPraise) = Verdicts[random.Next(Verdicts.Length)];
            var isDenied = random.Next(2) == 0;
            sentences[i] = $"the {(i == film ? "film" : Things[random.Next(Things.Length)])} is {(isDenied ? "not " : "")}{word}.";
            if (i == film)
                label = isPraise != isDenied;
        }

        return new Review { Text = string.Join(' ', sentences), Label = label };
    }
}
