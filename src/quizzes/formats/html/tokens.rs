//! HTML as a row of tags and texts.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag as HtmlTag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
    TokenizerOpts,
};

/// The text alone.
pub(super) fn text_of(html: &str) -> String {
    tokenize(html, TextOnly::default()).0
}

/// Takes the row, one after the other.
pub(super) trait Reader {
    fn text(&mut self, text: &str);
    fn open(&mut self, tag: &HtmlTag);
    fn close(&mut self, name: &str);
}

/// Gathers text that comes in pieces, and hands everything to a reader.
struct Sink<R>(RefCell<(R, String)>);

impl<R: Reader> TokenSink for Sink<R> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let (reader, gathered) = &mut *self.0.borrow_mut();
        if matches!(token, Token::TagToken(_) | Token::EOFToken) && !gathered.is_empty() {
            reader.text(gathered);
            gathered.clear();
        }
        match token {
            Token::CharacterTokens(text) => gathered.push_str(&text),
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => reader.close(&tag.name),
            Token::TagToken(tag) => {
                reader.open(&tag);
                // In these a `<` begins no tag.
                return match &*tag.name {
                    "script" | "style" | "noscript" | "iframe" => {
                        TokenSinkResult::RawData(RawKind::Rawtext)
                    }
                    "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                };
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Has a reader read HTML.
pub(super) fn tokenize<R: Reader>(html: &str, reader: R) -> R {
    let tokenizer = Tokenizer::new(
        Sink(RefCell::new((reader, String::new()))),
        TokenizerOpts::default(),
    );
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // The sink never asks to stop for a script, so one turn reads everything.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().0
}

#[derive(Default)]
struct TextOnly(String);

impl Reader for TextOnly {
    fn text(&mut self, text: &str) {
        self.0.push_str(text);
    }

    fn open(&mut self, tag: &HtmlTag) {
        if matches!(&*tag.name, "br" | "p" | "div") {
            self.0.push('\n');
        }
    }

    fn close(&mut self, name: &str) {
        if matches!(name, "p" | "div") {
            self.0.push('\n');
        }
    }
}
