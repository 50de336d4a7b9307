using System.Collections.Immutable;
using CsCheck;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Forms;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Core.Tests.Attachments;

public class JudgeFilesTests
{
    private static readonly Form Takes = SampleMail.Form() with { Attachments = new FormAttachments(3, 1000, ["pdf", "png", "jpeg", "txt", "docx", "odt", "zip"]) };

    public static TheoryData<string, byte[]> Good { get; } = new()
    {
        { "cv.pdf", SampleFiles.Pdf },
        { "CV.PDF", SampleFiles.Pdf },
        { "photo.png", SampleFiles.Png },
        { "photo.jpg", SampleFiles.Jpeg },
        { "photo.JPEG", SampleFiles.Jpeg },
        { "note.txt", SampleFiles.Text("Grüße\n") },
        { "letter.docx", SampleFiles.Package("[Content_Types].xml", "word/document.xml") },
        { "letter.odt", SampleFiles.Package("mimetype", "content.xml") },
        { "all.zip", SampleFiles.Package("a.txt") },
    };

    public static TheoryData<string, byte[]> Bad { get; } = new()
    {
        { "program.exe", "MZ"u8.ToArray() },
        { "noextension", SampleFiles.Pdf },
        { "page.html", "<html>"u8.ToArray() },
        { "photo.svg", "<svg>"u8.ToArray() },
        { "photo.gif", "GIF89a"u8.ToArray() },
        { "cv.pdf", "MZ"u8.ToArray() },
        { "cv.pdf", SampleFiles.Png },
        { "cv.pdf.exe", SampleFiles.Pdf },
        { "note.txt", [0xFF, 0xFE, 0x00] },
        { "note.txt", "  <script>alert(1)</script>"u8.ToArray() },
        { "letter.docx", SampleFiles.Package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin") },
        { "letter.docx", SampleFiles.Package("a.txt") },
        { "letter.odt", SampleFiles.Package("a.txt") },
        { "empty.pdf", [] },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void What_is_what_its_name_says_is_taken(string name, byte[] content) => Assert.Null(RefusalOf(new PostedFile("cv", name, content)));

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_the_form_does_not_take_or_is_something_else_is_refused_with_its_field(string name, byte[] content)
    {
        var refused = RefusalOf(new PostedFile("cv", name, content));

        Assert.Equal(RefusalReason.UnsupportedType, refused?.Reason);
        Assert.Equal([("cv", FaultCode.Unspecified)], refused?.Faults.Select(fault => (fault.Field, fault.Code)));
    }

    [Fact]
    public void A_form_without_attachments_takes_none_and_names_the_field()
    {
        var refused = JudgeFiles.RefusalOf(SampleMail.Form(), [new PostedFile("cv", "cv.pdf", SampleFiles.Pdf)]);

        Assert.Equal((RefusalReason.Invalid, FaultCode.NoFileUploads), (refused?.Reason, refused?.Faults.Single().Code));
        Assert.Contains("“cv”", refused?.Faults.Single().Message, StringComparison.Ordinal);
        Assert.Null(JudgeFiles.RefusalOf(SampleMail.Form(), []));
    }

    [Fact]
    public void Too_many_and_too_large_are_told_by_their_codes()
    {
        var pdf = new PostedFile("cv", "cv.pdf", SampleFiles.Pdf);
        Assert.Equal((RefusalReason.Invalid, FaultCode.TooManyFiles), Told(RefusalOf(pdf, pdf, pdf, pdf)));
        Assert.Null(RefusalOf(pdf, pdf, pdf));

        var half = new PostedFile("cv", "a.txt", new byte[501].Select(_ => (byte)'x').ToArray());
        Assert.Equal((RefusalReason.TooLarge, FaultCode.FilesTooBig), Told(RefusalOf(half, half)));

        static (RefusalReason?, FaultCode?) Told(SubmitOutcome.Refused? refused) => (refused?.Reason, refused?.Faults.Single().Code);
    }

    [Fact]
    public void No_name_and_no_content_breaks_the_judgement() => Gen.Select(Gen.String, Gen.Byte.Array[0, 300]).Sample((name, content) =>
    {
        _ = RefusalOf(new PostedFile("cv", name, content));
        foreach (var kind in FileKinds.All)
            _ = kind.Fits(content);
    });

    private static SubmitOutcome.Refused? RefusalOf(params ImmutableArray<PostedFile> files) => JudgeFiles.RefusalOf(Takes, files);
}
