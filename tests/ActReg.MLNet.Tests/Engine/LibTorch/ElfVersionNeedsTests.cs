using TorchSharp;

namespace ActReg.MLNet.Tests.Torch;

[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class ElfVersionNeedsTests
{
    private const string Version = "GLIBCXX_3.4.32";

    private static readonly Lazy<byte[]> Image = new(() =>
        File.ReadAllBytes(NativeFolders.Find(NativeFolders.Of(typeof(torch).Assembly), NativeFolders.TorchSharpFile)!));

    [TestMethod]
    public void One_flag_of_the_version_s_entry_changes_and_nothing_else()
    {
        var patched = ElfVersionNeeds.MakeWeak(Image.Value, Version)!;

        Assert.HasCount(Image.Value.Length, patched);
        var changed = Enumerable.Range(0, patched.Length).Where(i => patched[i] != Image.Value[i]).ToList();
        Assert.HasCount(1, changed);
        Assert.AreEqual(0, Image.Value[changed[0]]);
        Assert.AreEqual(2, patched[changed[0]]);
        // The flags follow the entry's hash of the version's name.
        Assert.AreEqual(ElfHash(Version), BitConverter.ToUInt32(patched, changed[0] - 4));
    }

    [TestMethod]
    public void Input_is_left_as_it_is()
    {
        var image = Image.Value.ToArray();
        ElfVersionNeeds.MakeWeak(image, Version);
        Assert.IsTrue(image.AsSpan().SequenceEqual(Image.Value));
    }

    [TestMethod]
    public void A_need_that_is_weak_already_or_not_there_gives_nothing()
    {
        Assert.IsNull(ElfVersionNeeds.MakeWeak(ElfVersionNeeds.MakeWeak(Image.Value, Version), Version));
        Assert.IsNull(ElfVersionNeeds.MakeWeak(Image.Value, "GLIBCXX_3.4.3"));
        Assert.IsNull(ElfVersionNeeds.MakeWeak(Image.Value, "GLIBCXX_9.9.99"));
    }

    [TestMethod]
    public void Every_other_version_can_be_found_too()
    {
        Assert.IsNotNull(ElfVersionNeeds.MakeWeak(Image.Value, "GLIBC_2.3"), "the first library's");
        Assert.IsNotNull(ElfVersionNeeds.MakeWeak(Image.Value, "GLIBCXX_3.4"), "the last library's last");
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("MZ")]
    [DataRow("\u007fELF")]
    public void What_is_no_library_is_refused(string text) =>
        Assert.ThrowsExactly<InvalidDataException>(() => ElfVersionNeeds.MakeWeak([.. text.Select(c => (byte)c)], Version));

    [TestMethod]
    [DataRow(4, (byte)1, DisplayName = "32 bits")]
    [DataRow(5, (byte)2, DisplayName = "big-endian")]
    public void Other_kinds_of_ELF_are_refused(int offset, byte value)
    {
        var image = Image.Value.ToArray();
        image[offset] = value;
        var error = Assert.ThrowsExactly<InvalidDataException>(() => ElfVersionNeeds.MakeWeak(image, Version));
        Assert.Contains("64-bit little-endian", error.Message);
    }

    [TestMethod]
    public void A_file_cut_off_anywhere_is_patched_or_refused()
    {
        var refused = 0;
        for (var length = 0; length < Image.Value.Length; length += length < 2000 ? 1 : 9973)
        {
            try
            {
                ElfVersionNeeds.MakeWeak(Image.Value.AsSpan(0, length), Version);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.IsGreaterThan(2000, refused);
    }

    [TestMethod]
    public void Damage_never_leads_outside_the_file_or_on_for_ever()
    {
        var random = new Random(1);
        var patched = ElfVersionNeeds.MakeWeak(Image.Value, Version)!;
        var flags = Enumerable.Range(0, patched.Length).First(i => patched[i] != Image.Value[i]);
        var damaged = Image.Value.ToArray();
        var refused = 0;
        for (var round = 0; round < 1000; round++)
        {
            // The headers, by which everything is found, or the surroundings of the entry.
            var (first, last) = round % 2 == 0 ? (4, 0x300) : (flags - 0x180, flags + 0x180);
            for (var n = 0; n < 4; n++)
                damaged[random.Next(first, last)] = (byte)random.Next(256);
            try
            {
                ElfVersionNeeds.MakeWeak(damaged, Version);
            }
            catch (InvalidDataException)
            {
                refused++;
            }

            Image.Value.AsSpan(first, last - first).CopyTo(damaged.AsSpan(first));
        }

        Assert.IsGreaterThan(100, refused);
    }

    /// <summary>The hash of the System V ABI.</summary>
    private static uint ElfHash(string name)
    {
        var hash = 0u;
        foreach (var c in name)
        {
            hash = (hash << 4) + c;
            hash ^= (hash & 0xf0000000) >> 24;
            hash &= 0x0fffffff;
        }

        return hash;
    }
}
