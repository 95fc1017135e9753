//! A bad line: a proxy between devices and the server that loses, delays, doubles, reorders and cuts
//! what goes through it, one request a connection.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// How long anything on the line may take before it is given up.
const PATIENCE: Duration = Duration::from_secs(10);

/// What happens to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It goes through.
    Through,
    /// It never arrives.
    RequestLost,
    /// It arrives, and the answer never comes back.
    AnswerLost,
    /// It arrives twice, the second time after this long: later requests may have overtaken it.
    Doubled(Duration),
    /// It arrives after this long.
    Delayed(Duration),
    /// The line is cut in the middle of the answer.
    Cut,
}

/// A bad line that is open.
#[derive(Clone)]
pub struct BadLine {
    /// Where devices connect to.
    pub port: u16,
    random: Arc<AtomicU64>,
}

impl BadLine {
    /// Opens a line to the server at this port; the same seed has the same fates in the same order.
    pub async fn open(server: u16, seed: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let line = Self {
            port: listener.local_addr().unwrap().port(),
            random: Arc::new(AtomicU64::new(seed)),
        };
        let its = line.clone();
        tokio::spawn(async move {
            while let Ok((device, _)) = listener.accept().await {
                let fate = its.fate();
                tokio::spawn(async move {
                    // What fails here is what the line is for.
                    let _ = tokio::time::timeout(PATIENCE, carry(device, server, fate)).await;
                });
            }
        });
        line
    }

    fn draw(&self, below: u64) -> u64 {
        // Knuth's linear congruential generator is random enough for a line.
        let next = |now: u64| {
            Some(
                now.wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407),
            )
        };
        let drawn = self
            .random
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, next)
            .unwrap();
        (drawn >> 33) % below
    }

    fn fate(&self) -> Fate {
        let moment = Duration::from_millis(self.draw(400));
        match self.draw(100) {
            0..10 => Fate::RequestLost,
            10..22 => Fate::AnswerLost,
            22..37 => Fate::Doubled(moment),
            37..50 => Fate::Delayed(moment),
            50..57 => Fate::Cut,
            _ => Fate::Through,
        }
    }
}

async fn carry(mut device: TcpStream, server: u16, fate: Fate) -> std::io::Result<()> {
    let request = read_request(&mut device).await?;
    match fate {
        Fate::RequestLost => return Ok(()),
        Fate::Delayed(moment) => tokio::time::sleep(moment).await,
        _ => {}
    }
    let answer = ask(server, &request).await?;
    match fate {
        Fate::AnswerLost => return Ok(()),
        Fate::Cut => return device.write_all(&answer[..answer.len() / 2]).await,
        _ => device.write_all(&answer).await?,
    }
    device.shutdown().await?;
    if let Fate::Doubled(moment) = fate {
        tokio::time::sleep(moment).await;
        ask(server, &request).await?;
    }
    Ok(())
}

/// Sends a request whose answer ends with the connection, and reads all of the answer.
pub async fn ask(port: u16, request: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut server = TcpStream::connect(("127.0.0.1", port)).await?;
    server.write_all(request).await?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).await?;
    Ok(answer)
}

/// Reads a whole request: its head, and as much as it says that its body has.
async fn read_request(device: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut request = Vec::new();
    let mut buffer = [0; 4_096];
    loop {
        let read = device.read(&mut buffer).await?;
        if read == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        request.extend_from_slice(&buffer[..read]);
        if let Some(head) = request.windows(4).position(|four| four == b"\r\n\r\n") {
            let text = String::from_utf8_lossy(&request[..head]).to_lowercase();
            let length: usize = text
                .split("content-length: ")
                .nth(1)
                .and_then(|rest| rest.split("\r\n").next())
                .map_or(0, |length| length.trim().parse().unwrap());
            if request.len() >= head + 4 + length {
                return Ok(request);
            }
        }
    }
}
